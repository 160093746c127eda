package org.threadless.backend.httptester.view;

/**
 * A page that says one thing, for browsers that run no scripts.
 *
 * @param title what it is about
 * @param sentence what there is to say
 * @param assets the path of the folder with style sheets, without a slash at its end
 * @param back where it goes on
 */
public record Notice(String title, String sentence, String assets, String back) {}
