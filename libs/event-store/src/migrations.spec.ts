import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { migrationFiles } from './migrations.js';

/** What databases in use have run. A file comes in here when it is released, and its digest never changes again. */
const released: Readonly<Record<string, string>> = {
  '0001-first': '9086b8bd6250da87bccde7da7c674ff61bffd413d6081dfd2576380536c1da3a',
  '0002-contacts': 'e8e636f01415c2ce0d6d09ab288f45ba3fce573a395c52ef12aab4157879ba9c',
  '0003-log-ins': '83dd9c25e0f4845961dc8abaf7cfc9326f63d9a4370748d5333b3ca686be5f29',
  '0004-routes': 'fc7caefa57aa64a89adfb26fbf2b8d2bbb45de7b6179dd6e261d93cde5302ff3',
  '0005-administrator-acts': 'bb3f84283f4410f39b054743480417511fc15e55ab76767f1e13c8271c68c819',
  '0006-disputes': 'f50342716049791506c67fae6394cec64c1cfe2ed1ead3c88aef04875224aa2b',
  '0007-fell-due': 'c18b7e8da377116a0e59a818ca71869fb8266f27be201c76d6984b385a0a1975',
  '0008-awaiting': '8e9c4279064e4b138d7a016a7d76595c676326c3d14674291d28487ed480f73f',
  '0009-plans': 'c483c6bf44ea0b6f16aa72940ebfc27137489c1f3a8f56b319edbe850cc3ba92',
  '0010-opt-outs': '1786f889013340b5e30e78608e58f3f60560f606ec83339728a5a70977556975',
  '0011-coverage': 'd47bc38a6829f2f5274470464110acc291569cf4c310e1ba9181c661ad3a26b8',
  '0012-receipts': '37e30e8d49a3da86d34f3ce8762d4bd9e396c23144df5ff4db9dc4c16304824e',
  '0013-imports': '85b650ace630e184de7959849820cb359ea5bc0056cbd7f50347f36a708756d3',
  '0014-reversals': '63a8e4151e4d19cde1f45afce39a174313cc01eda03f828becff0382c5b4efae',
  '0015-done': 'c89eb1f934f63e3689572698ef7afe5af7d496450194fb37dbf4bc53b1a99e53',
  '0016-alerts-in-order': 'c60d091e349a1b0dbe273de015622681469e26ef6c15201c7d5a28d998bf09de',
  '0017-putting-right': 'd96119d804b35c937e65c330c9a6fc6f196edb7a071ae2f527752de9d6fc2db0',
  '0018-attempts': '9dea488dd4c6ae33e309a34a4895b9863e45b8a63cbb2391fee67f086ad30cb3',
  '0019-due-in-order': '0b835475d3929d67c076fe35db26844b740c3144d58c257149f2d89744ef4d1d',
  '0020-references-given-up': 'fb588e4406398ff90ac55d6dd25954c2fdbcf66ddf58c38fccda07742f03afbb',
  '0021-to-be-done': 'fb9a7bc6efdf5cf4f8f40ede0a6f60daf9fdc5781226885e921d569096c39daf',
  '0022-changed-since': '52dd0b849c4238220e69d7698f1fcfc0b8a380b62ea05143757fbb6359e13d5b',
  '0023-early-outcomes': 'a02b5d8a2962a2b535af1d85743c821a3d40ba44da5795309197d41ebf3cd304',
  '0024-deaths': 'a8ceaa18ea3b11ce00e4e8ae774b6e59a326b3b5dabcb0e6ae8d79b0c62a11e1',
  '0025-handovers': 'eae5072a51defcc4a62651dcf34279aa399e84778baf7fce7595266c41e62c44',
  '0026-proof': 'f399db3021430faf1480e38da0436247a86cd1b784b249d1850fe3c05a815b70',
  '0027-unsettled': '8b14871a96585fd0de33bdd46a91e683b95e27db628ace529e7976bb892c7df9',
  '0028-as-known-then': '4e285798a17612f9b46a4843e3c629559fd49a0f56f10935dbc857db8a0d7335',
  '0032-people-sealed': 'e8e85ffbc6e7343bf9914897d66d5248df3b92a4e5eb6691c9b46d9c3e76699c',
  '0033-blind-index': 'f43a0bd3114ffc1fb1d1f2cbdb21238a1d38251d65adec388f4bb82600af5436',
  '0034-erasures': '659a8393cc2734e3e4f805a44655154caa3b5e4a4b48d6aa157ac3a082a99a61',
  '0035-restrictions': '5ab816958ee0925f8082adf640d83100a2566547529bf075a7adc995198c2502',
  '0036-looks': '41c9059c9d8b292e9a055a978ccf6e5fd338595f1ed6d47911704ad72d72d2da',
  '0037-desk': 'ba8f43925be29bd9f46be029e7bf5d1427cfcfa3de3e6429b9d3604f1580cbde',
  '0038-restricted-cases': '06d2865667da67a5aa9d35b216f59a6397910ec9bff13e9dec3c77234f4eac27',
  '0041-clocks-as-known': '8560b3e5c0f81f5c5120b037d9c6b240a486cb3c36d9499a98d3aa26d3b2b085',
  '0043-looks-of-the-desk': 'f3a20ce1aadb030c8242198d4611073289f1be356141557298a0124086436b3a',
  '0044-high-risk': '2d20f5f1b84ab10b8a3a00edbd15baba90e81882bfcadce9ab39dfd66d8ec465',
  '0046-retention': 'af9f93885b70569cb13208c264b226a7bc21c16537482f030b890cf298b26a27',
  '0047-person-links': '1a05f43380f94420b22945828626623314a4ec90caab2cc1204e9a2fc92a1a29',
  '0050-drafts': '0437c5fee5d2d5b57fa0aca6478e15568ca0adad0df588b7c6d5fe0cb3c9dc9f',
  '0051-attempts': '58d52647e12d28b843df8db871b46fe2b29764d94230fe4feaccc8f43fdda1c8',
  '0054-keeping-at-the-desk': 'eb405ffc3f28a7a6bcfc77dc24e117551170ee6f6c5f28d3a04b0af08748992b',
  '0056-publications': '5c7ccc61a63a6a32906859037e78e505fde147a620227d55a60c60422aa53a38',
  '0057-what-ifs': '5e9229ba264e564603e7a9c4fe5f8ff3d502c23d08e65bc2496937755d8079a6',
  '0058-dip-samples': '86ab9cee7ddc141c5ce8ac19789efcb5a7259ce00fadecf8060f5344b285c46d',
  '0061-publications-of-the-desk': '60f575b3133a532bbcf9fcc4b00ee2e00e7d368bfffb50edc4c45cd431960ed7',
};

describe('the migrations', () => {
  const files = migrationFiles();

  it('are numbered, each number once', () => {
    const numbers = files.map(({ name }) => Number(/^(\d{4})-[a-z-]+$/.exec(name)?.[1]));
    // Several who work at once are given numbers beforehand, so that a gap may stand for a while.
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
    expect(numbers.every((number) => number > 0)).toBe(true);
  });

  it('that were released are as they were', () => {
    const digests = files.map(({ name, sql }) => [name, createHash('sha256').update(sql).digest('hex')]);
    expect(Object.fromEntries(digests)).toMatchObject(released);
  });
});
