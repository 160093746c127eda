package org.threadless.backend.httptester.view;

/**
 * The body of a page that says one thing, for browsers that run no scripts.
 *
 * @param title what it is about
 * @param sentence what there is to say
 * @param back where it goes on
 */
public record Notice(String title, String sentence, String back) {}
