// The terms of the Web Annotation context (http://www.w3.org/ns/anno.jsonld) that annotations.json uses, written down from the
// Web Annotation Vocabulary (W3C Recommendation, 23 February 2017): what each key stands for, and which values are addresses.
// What the file says in other words than these is dropped by a processor, and the test sees it.

const address = (id) => ({ "@id": id, "@type": "@id" });
const number = (id) => ({ "@id": id, "@type": "xsd:nonNegativeInteger" });
const time = (id) => ({ "@id": id, "@type": "xsd:dateTime" });

export const CONTEXT = {
  oa: "http://www.w3.org/ns/oa#",
  dc: "http://purl.org/dc/elements/1.1/",
  dcterms: "http://purl.org/dc/terms/",
  dctypes: "http://purl.org/dc/dcmitype/",
  foaf: "http://xmlns.com/foaf/0.1/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  as: "http://www.w3.org/ns/activitystreams#",
  id: "@id",
  type: "@type",

  Annotation: "oa:Annotation",
  TextualBody: "oa:TextualBody",
  SpecificResource: "oa:SpecificResource",
  FragmentSelector: "oa:FragmentSelector",
  TextQuoteSelector: "oa:TextQuoteSelector",
  TextPositionSelector: "oa:TextPositionSelector",
  Text: "dctypes:Text",
  Person: "foaf:Person",
  AnnotationCollection: "as:OrderedCollection",
  AnnotationPage: "as:OrderedCollectionPage",
  commenting: "oa:commenting",

  body: address("oa:hasBody"),
  target: address("oa:hasTarget"),
  source: address("oa:hasSource"),
  selector: address("oa:hasSelector"),
  refinedBy: address("oa:refinedBy"),
  creator: address("dcterms:creator"),
  rights: address("dcterms:rights"),
  conformsTo: address("dcterms:conformsTo"),
  motivation: { "@id": "oa:motivatedBy", "@type": "@vocab" },
  items: { "@id": "as:items", "@type": "@id", "@container": "@list" },
  partOf: address("as:partOf"),
  first: address("as:first"),
  last: address("as:last"),
  next: address("as:next"),
  prev: address("as:prev"),

  value: "rdf:value",
  format: "dc:format",
  language: "dc:language",
  label: "rdfs:label",
  name: "foaf:name",
  exact: "oa:exact",
  prefix: "oa:prefix",
  suffix: "oa:suffix",
  start: number("oa:start"),
  end: number("oa:end"),
  total: number("as:totalItems"),
  startIndex: number("as:startIndex"),
  created: time("dcterms:created"),
  modified: time("dcterms:modified"),
};
