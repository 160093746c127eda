package org.threadless.router.engine;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.OptionalBinder;
import java.time.InstantSource;
import org.threadless.router.ProjectName;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.call.Calls;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.call.Occupancy;
import org.threadless.router.engine.call.OutsideRoom;
import org.threadless.router.engine.call.Places;
import org.threadless.router.engine.call.SlowCalls;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.language.Languages;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.order.OutgoingOrder;
import org.threadless.router.engine.reporting.ReportTaker;
import org.threadless.router.engine.reporting.ReportTokens;
import org.threadless.router.engine.reporting.UnknownIds;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.routing.Reach;
import org.threadless.router.engine.routing.RoutedAgain;
import org.threadless.router.engine.routing.Routers;
import org.threadless.router.engine.routing.RoutingAttempt;
import org.threadless.router.engine.routing.SingleWayIn;
import org.threadless.router.engine.routing.StuckMessages;
import org.threadless.router.engine.routing.Submissions;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.routing.handler.InlineHandler;
import org.threadless.router.engine.routing.handler.QueueHandler;
import org.threadless.router.engine.routing.handler.Urgency;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.engine.sending.BackendStates;
import org.threadless.router.engine.sending.Delivery;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.sending.Gate;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.sending.Outages;
import org.threadless.router.engine.sending.Probes;
import org.threadless.router.engine.sending.RatesOfOthers;
import org.threadless.router.engine.sending.Redelivery;
import org.threadless.router.engine.sending.SendAttempt;
import org.threadless.router.engine.sending.SendsUnderWay;
import org.threadless.router.engine.sending.Ways;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Numbers;

/**
 * Binds the router. What it needs from others: {@link ProjectName}, {@link Limits}, {@link
 * org.threadless.router.engine.store.MessageStore}, {@link
 * org.threadless.router.engine.backlog.Backlog}, {@link org.threadless.router.engine.store.People},
 * {@link org.threadless.router.engine.store.DialogStore} where there are apps, the lists of {@link
 * ConfiguredApp}s and {@link ConfiguredBackend}s, and the {@link
 * org.threadless.router.engine.routing.way.Routes}. {@link Languages}, {@link Numbers}, {@link
 * CallbackUrls}, {@link Observers} and {@link DatabaseTrouble} may be bound as well, by optional
 * binders; else nobody has a language, identities stay as they come, no message names whom to tell
 * of it, those who observe see nothing of what is stored, and what the store itself has met is not
 * among what is told of the database. Each plugin has a {@code Messenger} of its own, and each app
 * its {@code Dialogs}.
 */
public final class RouterModule extends AbstractModule {

  private final InstantSource clock;
  private final Trace trace;

  /**
   * @param clock what the time is taken from, for apps and backends as well
   * @param trace sees the way of every message
   */
  public RouterModule(InstantSource clock, Trace trace) {
    this.clock = clock;
    this.trace = trace;
  }

  @Override
  protected void configure() {
    // Of all modules beside this one as well: what nobody has bound is a mistake.
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
    bind(InstantSource.class).toInstance(clock);
    bind(Trace.class).toInstance(trace);
    OptionalBinder.newOptionalBinder(binder(), Observers.class)
        .setDefault()
        .toInstance(new Observers());
    OptionalBinder.newOptionalBinder(binder(), DatabaseTrouble.class)
        .setDefault()
        .toInstance(new DatabaseTrouble());
    bind(MessageIds.class).toInstance(new MessageIds(clock));
    OptionalBinder.newOptionalBinder(binder(), Numbers.class)
        .setDefault()
        .toInstance(Numbers.AS_THEY_COME);
    OptionalBinder.newOptionalBinder(binder(), CallbackUrls.class)
        .setDefault()
        .toInstance(CallbackUrls.NONE);
    bind(Backends.class);
    bind(OutgoingOrder.class);
    bind(Calls.class);
    bind(SlowCalls.class);
    bind(OutsideRoom.class);
    bind(Places.class);
    bind(Occupancy.Source.class).to(Places.class);
    bind(Routers.class);
    bind(AppMemory.class);
    bind(Outages.class);
    bind(Outage.Source.class).to(Outages.class);
    bind(Gate.class);
    bind(Hold.Source.class).to(Gate.class);
    bind(Obstacles.class);
    bind(SendsUnderWay.class);
    bind(FailedMessages.class);
    bind(SendAttempt.class);
    bind(Probes.class);
    bind(RatesOfOthers.class);
    bind(Ways.class);
    bind(Delivery.class);
    bind(Redelivery.class);
    bind(Reach.class);
    bind(TransactionalMessenger.class);
    bind(Submissions.class);
    OptionalBinder.newOptionalBinder(binder(), Languages.class)
        .setDefault()
        .toInstance(Languages.NONE);
    bind(RoutedAgain.class);
    bind(RoutingAttempt.class);
    bind(StuckMessages.class);
    bind(Urgency.class);
    bind(Rehearsal.class);
    bind(BackendStates.class);
    bind(InlineHandler.class);
    bind(InlineRouting.class).to(InlineHandler.class);
    bind(QueueHandler.class);
    bind(Incoming.class).to(SingleWayIn.class).in(Scopes.SINGLETON);
    bind(DueWork.class).to(ResumedWork.class).in(Scopes.SINGLETON);
    bind(ReportTokens.class);
    bind(UnknownIds.class);
    bind(ReportTaker.class);
    bind(DeliveryReports.class).to(ReportTaker.class).in(Scopes.SINGLETON);
  }
}
