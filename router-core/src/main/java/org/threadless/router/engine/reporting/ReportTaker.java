package org.threadless.router.engine.reporting;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.routing.Routers;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.sending.Delivery;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedReport;

/** Takes delivery reports, on the thread that brings them. */
@Singleton
public final class ReportTaker implements DeliveryReports {

  private static final Logger log = LoggerFactory.getLogger(ReportTaker.class);

  // A status has fewer steps to take, unless somebody sends the message again meanwhile.
  private static final int MOST_TRIES = 5;

  private final ReportTokens tokens;
  private final UnknownIds unknown;
  private final Routers routers;
  private final TransactionalMessenger messenger;
  private final MessageStore store;
  private final Backends backends;
  private final Delivery delivery;
  private final FailedMessages failed;
  private final DatabaseTrouble trouble;

  @Inject
  ReportTaker(
      ReportTokens tokens,
      UnknownIds unknown,
      Routers routers,
      TransactionalMessenger messenger,
      MessageStore store,
      Backends backends,
      Delivery delivery,
      FailedMessages failed,
      DatabaseTrouble trouble) {
    this.tokens = tokens;
    this.unknown = unknown;
    this.routers = routers;
    this.messenger = messenger;
    this.store = store;
    this.backends = backends;
    this.delivery = delivery;
    this.failed = failed;
    this.trouble = trouble;
  }

  @Override
  public String token(BackendName backend, UUID messageId) {
    return tokens.token(backend, messageId);
  }

  @Override
  public boolean isToken(BackendName backend, UUID messageId, String token) {
    return tokens.isToken(backend, messageId, token);
  }

  @Override
  public boolean report(ReceivedReport received) {
    return noted(() -> take(received));
  }

  private boolean take(ReceivedReport received) {
    try (Guard.Context context = Guard.context(received.messageId(), received.backend())) {
      Optional<Reported> reported = seenByApps(received);
      // The transaction is over: no database connection is held while gateways take their time.
      reported.ifPresent(this::follow);
      return reported.isPresent();
    }
  }

  @Override
  public ReportResult report(GatewayReport received) {
    return noted(() -> take(received));
  }

  private ReportResult take(GatewayReport received) {
    boolean stored =
        store
            .sentAs(received.gatewayId(), received.backend())
            .map(received::of)
            .filter(this::take)
            .isPresent();
    return stored ? ReportResult.STORED : unknown.seen(received.gatewayId(), received.backend());
  }

  private <T> T noted(Supplier<T> taking) {
    return trouble.noting(taking, DatabaseTrouble::refusedReport);
  }

  private void follow(Reported reported) {
    DeliveryReport report = reported.report();
    try (Guard.Context context = Guard.context(report.messageId(), report.connection())) {
      failed.tell(report);
    }
    delivery.send(Planned.toSend(reported.outgoing()));
  }

  private Optional<Reported> seenByApps(ReceivedReport received) {
    try {
      return store(received, this::show);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (Throwable e) {
      OutOfMemory.end(e);
      // An app cannot be made, or the database refuses what an app wrote. The report is kept.
      Throwable thrown = Tellable.of(e);
      log.error("apps could not see a delivery report: {}", thrown.toString(), thrown);
      AppError error = new AppError("", "", thrown.toString());
      return store(received, (work, report) -> new Reported(report, List.of(error), List.of()));
    }
  }

  private Reported show(UnitOfWork work, DeliveryReport report) {
    Outbox outbox = routers.outbox();
    try (Guard.Context context = Guard.context(report.messageId(), report.connection())) {
      return messenger.into(outbox, () -> routers.create(work, outbox).delivered(report));
    }
  }

  // The report is stored after the apps have seen it: until one of them asks something of the
  // database no connection is held, however long they take. Where another report on the message was
  // faster, this one means something else by now, and the apps are asked anew.
  private Optional<Reported> store(
      ReceivedReport received, BiFunction<UnitOfWork, DeliveryReport, Reported> apps) {
    List<BackendName> from = backends.leadingTo(received.backend());
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<DeliveryReport> report = store.preview(received, from);
      if (report.isEmpty()) {
        return Optional.empty();
      }
      try (UnitOfWork work = store.begin()) {
        Reported reported = apps.apply(work, report.get());
        if (work.commit(reported)) {
          return Optional.of(reported);
        }
      }
    }
    throw new StoreUnavailableException(
        "message " + received.messageId() + " is being changed by others", null);
  }
}
