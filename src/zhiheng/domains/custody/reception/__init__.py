"""Reception: from the court's papers to the ward; the file, the belongings and the papers that go with a person.

Words: *expected arrival* (somebody whom the police will bring), *step* (one thing that is owed once, with its clock and its output),
*doubt* (a name, address or identity that may be false, with an owner and a day), *file* (the numbered parts of the personal file),
*list* (belongings in or out, signed), *paper* (issued under a number).

Invariants, held by PostgreSQL: a step that was done, a signed list, an issued paper and a version of a file's item are never altered;
a refusal has reasons and a number; whoever checked a step does not sign it a second time.

It refuses to hold: transfers and releases (departure), money (accounts), visits (contact), medical treatment (care), and any
measure of a body by which a person is known.
"""
