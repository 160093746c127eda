package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.call.Places;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.KeepingHandler;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.ReceivedMessage;

/**
 * Lets messages in, up to as many at a time as there may be, and hands each to the handler of its
 * backend, from a person whose number is written as it is stored.
 */
@Singleton
public final class SingleWayIn implements Incoming {

  private static final Logger log = LoggerFactory.getLogger(SingleWayIn.class);

  private final Backends backends;
  private final Places places;
  private final Numbers numbers;
  private final Observers observers;

  @Inject
  SingleWayIn(Backends backends, Places places, Numbers numbers, Observers observers) {
    this.backends = backends;
    this.places = places;
    this.numbers = numbers;
    this.observers = observers;
  }

  @Override
  public Receipt incoming(ReceivedMessage came) {
    ConfiguredBackend backend = backends.require(came.connection().backend());
    ReceivedMessage received = uniform(came);
    return observers
        .receiving(received)
        .of(() -> inPlace(received, backend.name(), backend.handler().get()));
  }

  private Receipt inPlace(ReceivedMessage received, BackendName backend, IncomingHandler handler) {
    // What is kept elsewhere tells nothing of the database.
    return handler instanceof KeepingHandler
        ? places.trying(backend, () -> handle(received, handler))
        : places.in(backend, () -> handle(received, handler));
  }

  private static Receipt handle(ReceivedMessage received, IncomingHandler handler) {
    Receipt receipt = handler.handle(received);
    logMends(received, receipt);
    return receipt;
  }

  private ReceivedMessage uniform(ReceivedMessage came) {
    Connection connection = numbers.uniform(came.connection());
    return connection.equals(came.connection()) ? came : came.withConnection(connection);
  }

  private static void logMends(ReceivedMessage received, Receipt receipt) {
    if (!received.mends().isEmpty() && !receipt.duplicate()) {
      log.warn(
          "backend {}: the text of message {} was mended ({}); its field raw has it as it came",
          received.connection().backend(),
          receipt.id(),
          String.join("; ", received.mends()));
    }
  }
}
