// Checks an export, and proofs that are given on standard input, by the tools of Go's checksum database: none of it is ours.
// go run main.go FOLDER VERIFIER-KEY < proofs.json
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	Leaf, Older int64
	Hash        []byte
	OlderRoot   []byte
	Hashes      [][]byte
}

// Tiles as C2SP tlog-tiles lays them out: the same as tlog's of height 8, whose paths name the height as well.
type folder string

func (f folder) Height() int                                { return 8 }
func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func hashFrom(b []byte) (h tlog.Hash) {
	if len(b) != len(h) {
		log.Fatalf("a hash of %d bytes", len(b))
	}
	copy(h[:], b)
	return h
}

func main() {
	dir, key := os.Args[1], os.Args[2]
	var given struct{ Inclusion, Consistency []proof }
	must(json.NewDecoder(os.Stdin).Decode(&given))
	verifier, err := note.NewVerifier(key)
	must(err)
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	must(err)
	signed, err := note.Open(text, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	tree := tlog.Tree{N: size, Hash: hashFrom(root)}

	facts, err := os.Open(filepath.Join(dir, "facts.ndjson"))
	must(err)
	reader := tlog.TileHashReader(tree, folder(dir))
	scanner := bufio.NewScanner(facts)
	scanner.Buffer(nil, 1<<24)
	leaves := int64(0)
	for ; scanner.Scan(); leaves++ {
		digest := sha256.Sum256(scanner.Bytes())
		found, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, leaves)})
		must(err)
		if found[0] != tlog.RecordHash(digest[:]) {
			log.Fatalf("the fact at leaf %d is not what was sealed", leaves)
		}
	}
	must(scanner.Err())
	if leaves != size {
		log.Fatalf("%d facts of %d", leaves, size)
	}

	hashes := func(p proof) (all []tlog.Hash) {
		for _, hash := range p.Hashes {
			all = append(all, hashFrom(hash))
		}
		return all
	}
	for _, p := range given.Inclusion {
		must(tlog.CheckRecord(hashes(p), tree.N, tree.Hash, p.Leaf, hashFrom(p.Hash)))
	}
	for _, p := range given.Consistency {
		must(tlog.CheckTree(hashes(p), tree.N, tree.Hash, p.Older, hashFrom(p.OlderRoot)))
	}
	fmt.Printf("%d facts, %d inclusions, %d consistencies\n", leaves, len(given.Inclusion), len(given.Consistency))
}
