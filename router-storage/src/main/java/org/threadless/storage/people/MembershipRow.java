package org.threadless.storage.people;

import java.util.UUID;

/** A contact, and the name of a group that it is in. */
record MembershipRow(UUID contactId, String name) {}
