package org.threadless.console.unreached;

import java.time.Instant;
import java.util.Optional;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * Somebody whom nothing goes to.
 *
 * @param contact who it is, where that is known
 * @param number by which nothing goes there; may be empty
 * @param connection where their messages are, where there are any
 * @param why in a few words
 * @param since since when, where that is known
 */
record NotReached(
    Optional<Contact> contact,
    String number,
    Optional<Connection> connection,
    String why,
    Optional<Instant> since) {}
