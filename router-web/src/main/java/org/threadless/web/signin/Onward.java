package org.threadless.web.signin;

/**
 * A page that leads on by itself.
 *
 * @param to where to
 */
public record Onward(String to) {}
