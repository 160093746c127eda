package org.threadless.server.wiring;

import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.ElementSource;
import com.google.inject.spi.Message;
import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.http.tls.TlsException;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.BackendName;

/** Apps and backends cannot be put together. The message is for the user, one line for each. */
public final class WiringException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  // What Guice 7 says of a key without a binding, where bindings must be explicit and where not.
  private static final Pattern NOT_BOUND =
      Pattern.compile(
          "Explicit bindings are required and (.+) is not explicitly bound\\."
              + "|No implementation for (.+) was bound\\.");

  WiringException(String message) {
    super(message);
  }

  WiringException(String message, InvalidPathException cause) {
    super(message, cause);
  }

  /** Of a certificate that cannot be used. */
  WiringException(TlsException cause) {
    super(cause.getMessage(), cause);
  }

  /** Of bindings that do not fit; Guice has told each app's and backend's apart by its source. */
  WiringException(CreationException cause) {
    super(lines(cause.getErrorMessages(), WiringException::owner), cause);
  }

  /** Of a constructor that throws. */
  WiringException(String owner, ProvisionException cause) {
    super(lines(cause.getErrorMessages(), message -> owner), cause);
  }

  private WiringException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Of what cannot be made for another reason. */
  static WiringException ofMaking(String owner, Throwable cause) {
    return new WiringException(owner + " cannot be made: " + Tellable.line(cause), cause);
  }

  /** Of a handler that does not bring back what it keeps. */
  static WiringException ofHandler(String handler, BackendName backend, RuntimeException cause) {
    String reason = cause.getMessage() == null ? Tellable.line(cause) : cause.getMessage();
    return new WiringException(
        "the handler " + handler + " of the backend " + backend + ": " + reason, cause);
  }

  /** Of an app that throws when it is asked for its handlers. */
  static WiringException ofHandlers(String owner, Throwable cause) {
    return new WiringException(
        owner + " does not tell its handlers: " + Tellable.line(cause), cause);
  }

  /** Of a class that is not there, or not as it was when the plugin was compiled. */
  WiringException(LinkageError cause) {
    super("an app or a backend cannot be made: " + Tellable.line(cause), cause);
  }

  private static String lines(Collection<Message> messages, Function<Message, String> owner) {
    return messages.stream()
        .map(message -> owner.apply(message) + " cannot be made: " + reason(message))
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static String owner(Message message) {
    return sources(message, ElementSource.class)
        .map(ElementSource::getDeclaringSource)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst()
        .orElse("the router");
  }

  private static String reason(Message message) {
    if (message.getCause() != null) {
      return Tellable.line(message.getCause());
    }
    String first = message.getMessage().lines().findFirst().orElse("");
    Matcher notBound = NOT_BOUND.matcher(first);
    if (!notBound.matches()) {
      return first;
    }
    String missing = notBound.group(1) == null ? notBound.group(2) : notBound.group(1);
    return asking(message).map(type -> type + " asks for ").orElse("")
        + missing
        + ", which is not bound";
  }

  private static Optional<String> asking(Message message) {
    return sources(message, Dependency.class)
        .map(dependency -> dependency.getInjectionPoint().getMember().getDeclaringClass().getName())
        .reduce((outer, inner) -> inner);
  }

  private static <T> Stream<T> sources(Message message, Class<T> type) {
    return message.getSources().stream().filter(type::isInstance).map(type::cast);
  }
}
