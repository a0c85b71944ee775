// What scripts add to the timeline: a filter by words and years beside that by kinds, kept in the address.
