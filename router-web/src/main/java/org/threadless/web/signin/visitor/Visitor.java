package org.threadless.web.signin.visitor;

import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.threadless.router.engine.access.user.Role;

/**
 * Somebody who is signed in.
 *
 * @param name what they sign in as
 * @param role what they may do
 */
public record Visitor(String name, Role role) {

  private static final String ATTRIBUTE = Visitor.class.getName();

  /** Refuses nulls. */
  public Visitor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
  }

  /** Returns who asks; empty where nobody has let them in. */
  public static Optional<Visitor> of(Request request) {
    return Optional.ofNullable((Visitor) request.getAttribute(ATTRIBUTE));
  }

  /** Has {@link #of} say of a request that it is theirs. */
  public void isBehind(Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
