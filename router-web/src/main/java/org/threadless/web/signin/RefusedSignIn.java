package org.threadless.web.signin;

/**
 * A page that says why somebody was not signed in.
 *
 * @param why in a sentence
 * @param again where they can try again
 */
public record RefusedSignIn(String why, String again) {}
