package org.threadless.handler.kafka;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.handler.kafka.client.KafkaClients;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.handler.kafka.consume.Consumption;
import org.threadless.handler.kafka.format.MessageRecords;
import org.threadless.handler.kafka.produce.DeadRecords;
import org.threadless.handler.kafka.produce.RecordTooLarge;
import org.threadless.handler.kafka.produce.SafeProducer;
import org.threadless.handler.kafka.topic.BrokerWatch;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.incoming.HandlerState;
import org.threadless.router.incoming.HandlerState.Figure;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.incoming.KeepingFailedException;
import org.threadless.router.incoming.KeepingHandler;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;

/**
 * Keeps what comes in in Kafka, and routes it from there. A message is taken when all replicas that
 * are in sync have it, and is refused where Kafka does not say so in time.
 */
final class KafkaHandler implements KeepingHandler, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaHandler.class);

  private final KafkaPlace place;
  private final InlineRouting routing;
  private final MessageIds ids;
  private final InstantSource clock;
  private final KafkaClients clients;
  private final SafeProducer producer;
  private final DeadRecords dead;
  private final BrokerWatch watch;
  private final Consumption consumption;
  private volatile boolean started;

  @Inject
  KafkaHandler(
      KafkaSettings settings,
      BackendName backend,
      InlineRouting routing,
      MessageIds ids,
      InstantSource clock) {
    this.place = settings.of(backend);
    this.routing = routing;
    this.ids = ids;
    this.clock = clock;
    this.clients = new KafkaClients(place);
    this.producer = new SafeProducer(clients::producer, settings.timeout());
    this.dead = new DeadRecords(producer, place, clients.failures(), clock);
    this.consumption = new Consumption(place, clients, routing, dead);
    this.watch = new BrokerWatch(place, clients, consumption::beginAnew);
  }

  @Override
  public Receipt handle(ReceivedMessage received) {
    UUID id = ids.next();
    CarriedMessage carried =
        new CarriedMessage(id, received, received.receivedAt().orElseGet(clock::instant), false);
    try {
      keep(carried);
      return Receipt.ofQueued(id);
    } catch (RecordTooLarge e) {
      log.warn(
          "backend {}: a message is routed past Kafka, and perhaps before others of its sender,"
              + " since it is too large: {}",
          place.backend(),
          e.getMessage());
      return routing.handle(received);
    }
  }

  private void keep(CarriedMessage carried) throws RecordTooLarge {
    watch
        .down()
        .ifPresent(
            reason -> {
              throw new KeepingFailedException(reason, null);
            });
    try {
      producer.put(MessageRecords.write(carried, place.topic()));
    } catch (KafkaException e) {
      watch.askSoon();
      throw new KeepingFailedException(
          "Kafka has not taken a message: " + clients.failures().reason(e), e);
    }
  }

  @Override
  public void takeUp() {
    watch
        .missing()
        .ifPresent(
            line -> {
              throw new IllegalStateException(line);
            });
    started = true;
    consumption.start();
  }

  @Override
  public HandlerState state() {
    return new HandlerState(
        watch.down().isEmpty(),
        watch.problem().or(consumption::problem),
        List.of(
            new Figure(
                "lag",
                "Messages in the partitions of this node that are not routed",
                consumption.lag()),
            new Figure(
                "oldest-seconds",
                "How long the oldest of them has waited that this node has fetched",
                oldestSeconds()),
            new Figure("partitions", "Partitions that this node routes", consumption.partitions()),
            new Figure(
                "fetched",
                "Messages that this node has fetched and not routed",
                consumption.unfinished()),
            new Figure("routing", "Messages that this node is routing", consumption.inWork()),
            new Figure(
                "dead", "Messages that this node has put aside since its start", dead.count()),
            new Figure(
                "deleted",
                "Messages that Kafka has deleted before this node could fetch them",
                consumption.deleted())));
  }

  private double oldestSeconds() {
    OptionalLong since = consumption.oldest();
    return since.isPresent() ? Math.max(0, clock.millis() - since.getAsLong()) / 1000.0 : 0;
  }

  @Override
  public void close() {
    if (started) {
      consumption.close();
    }
    watch.close();
    producer.close();
  }
}
