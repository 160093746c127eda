package org.threadless.console.broadcast;

/**
 * What is asked before a broadcast is stopped.
 *
 * @param href where its page is
 * @param title what people know it by
 * @param waiting how many of its messages have not gone out, for people
 */
public record StopPage(String href, String title, String waiting) {}
