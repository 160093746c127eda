package org.threadless.router.engine.broadcast;

import java.util.Map;
import org.threadless.router.message.Identity;

/**
 * Somebody who is to get a broadcast.
 *
 * @param at where that stands, for whoever is told that it is wrong
 * @param fields by which the text differs
 */
public record Recipient(String at, Identity identity, Map<String, String> fields) {}
