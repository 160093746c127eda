package org.threadless.web.signin;

import java.util.Optional;

/**
 * What the page to sign in shows.
 *
 * @param action where its form goes
 * @param to the page that is shown after that
 * @param name what was typed
 * @param problem why it did not work
 * @param provider the link that signs in with another service
 */
public record SignInForm(
    String action, String to, String name, Optional<String> problem, Optional<String> provider) {}
