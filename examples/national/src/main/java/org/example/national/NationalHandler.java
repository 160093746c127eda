package org.example.national;

import jakarta.inject.Inject;
import java.util.Optional;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;

/** Makes 079... that of a country, so that nobody is two people, and routes the message now. */
final class NationalHandler implements IncomingHandler {

  private static final String NATIONAL = "0[1-9][0-9]{4,13}";

  private final NationalSettings settings;
  private final InlineRouting routing;

  @Inject
  NationalHandler(NationalSettings settings, InlineRouting routing) {
    this.settings = settings;
    this.routing = routing;
  }

  @Override
  public Receipt handle(ReceivedMessage message) {
    return routing.handle(message.withConnection(international(message.connection())));
  }

  private Connection international(Connection connection) {
    return Optional.of(connection.identity().value())
        .filter(number -> number.matches(NATIONAL))
        .map(number -> "+" + settings.countryCode() + number.substring(1))
        .map(number -> new Connection(connection.backend(), new Identity(number)))
        .orElse(connection);
  }
}
