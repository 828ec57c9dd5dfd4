/**
 * How a paper looks, in Typst. All that stands in it comes as data and is set as text, so that a note with Typst in it stays a
 * note. Headings, tables and alternative texts make its tags (PDF/UA-1); without a date of making, the same paper is the same bytes.
 */
export const paperLayout = String.raw`
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, author: paper.force, date: none)
#set page(
  paper: "a4",
  margin: (x: 18mm, y: 20mm),
  footer: context [
    #set text(8pt)
    #paper.title #h(1fr) #counter(page).display("1 of 1", both: true)
  ],
)
#set text(lang: "en", region: "GB", font: "Libertinus Serif", size: 10pt, ligatures: false)
#set par(leading: 0.55em)
#show heading: set block(above: 1.4em, below: 0.8em)
#show table: set text(8pt)
#show table.cell.where(y: 0): strong

#let facts(pairs) = for (name, value) in pairs [/ #name: #value
]

#if paper.enclosure != none {
  let one = paper.enclosure
  pdf.attach(one.name, bytes(one.text), relationship: "source", mime-type: one.type, description: one.words)
}

#title()
#text(12pt, paper.force)

#facts(paper.facts)
#if paper.note != none { block(inset: (left: 10pt), stroke: (left: 2pt + luma(120)), paper.note) }

#for part in paper.parts [
  = #part.heading
  #for said in part.said [#said
  
  ]
  #if part.picture != none {
    figure(image(bytes(part.picture.svg), format: "svg", alt: part.picture.words, width: 100%))
  }
  #if part.table != none {
    let heads = part.table.heads
    table(
      columns: (auto,) * heads.len(),
      stroke: (x: none, y: 0.4pt + luma(160)),
      inset: (x: 3pt, y: 4pt),
      align: (x, _) => if x == 0 { left } else { right },
      table.header(..heads),
      ..part.table.lines.flatten(),
    )
  }
  #facts(part.list)
]
`;
