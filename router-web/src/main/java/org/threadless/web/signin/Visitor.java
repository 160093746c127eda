package org.threadless.web.signin;

import org.threadless.router.engine.access.Role;

/**
 * Who is signed in.
 *
 * @param name of the user
 * @param role what they may do
 */
public record Visitor(String name, Role role) {}
