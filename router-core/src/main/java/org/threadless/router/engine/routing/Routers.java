package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.threadless.router.app.AppName;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.call.Calls;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.language.AppWording;
import org.threadless.router.engine.language.Languages;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.Wording;

/** Makes a router for each message. */
@Singleton
public final class Routers {

  private final Languages languages;
  private volatile Apps known;
  private final Backends backends;
  private final MessageIds ids;
  private final InstantSource clock;
  private final Trace trace;
  private final Observers observers;
  private final Calls calls;
  private final int atOnce;
  private final Numbers numbers;
  private final CallbackUrls callbacks;

  @Inject
  Routers(
      List<ConfiguredApp> apps,
      Backends backends,
      MessageIds ids,
      InstantSource clock,
      Trace trace,
      Observers observers,
      Calls calls,
      Limits limits,
      Languages languages,
      Numbers numbers,
      CallbackUrls callbacks) {
    this.languages = languages;
    this.known = Apps.of(apps, languages);
    this.backends = backends;
    this.ids = ids;
    this.clock = clock;
    this.trace = trace;
    this.observers = observers;
    this.calls = calls;
    this.atOnce = limits.atOnce();
    this.numbers = numbers;
    this.callbacks = callbacks;
  }

  /** The apps that are called for a message, and what puts their texts into words. */
  private record Apps(List<ConfiguredApp> inOrder, Map<AppName, Wording> wordings) {

    static Apps of(List<ConfiguredApp> apps, Languages languages) {
      return new Apps(
          List.copyOf(apps),
          apps.stream()
              .collect(
                  Collectors.toMap(
                      ConfiguredApp::name, app -> new AppWording(app.texts(), languages))));
    }

    Wording wording(AppName app) {
      Wording wording = wordings.get(app);
      if (wording == null) {
        throw new IllegalArgumentException("there is no app " + app);
      }
      return wording;
    }
  }

  /**
   * Has messages pass these apps from the next one on: none meets some of the old and some of the
   * new.
   *
   * @param apps of the same names, in the same order
   */
  public void replace(List<ConfiguredApp> apps) {
    known = Apps.of(apps, languages);
  }

  /** Returns where a router's apps put what they want sent. */
  public Outbox outbox() {
    return new Outbox(ids, clock, backends::require, numbers, callbacks::require);
  }

  /** Returns what sees the way of every message. */
  public Trace trace() {
    return trace;
  }

  /** Returns what puts the texts of a configured app into words. */
  Wording wording(AppName app) {
    return known.wording(app);
  }

  /** Returns a router with instances of the apps for one message, to be used once at once. */
  public Router create(UnitOfWork work, Outbox outbox) {
    return create(work, outbox, trace);
  }

  /** The same with another trace; what is not every message's is tried out, and not observed. */
  public Router create(UnitOfWork work, Outbox outbox, Trace seenBy) {
    Calls.OfThread current = calls.begin();
    boolean made = false;
    try {
      Observer observer = seenBy == trace ? observers : Observer.NONE;
      Router router = new Router(way(current), work, outbox, seenBy, observer, current, atOnce);
      made = true;
      return router;
    } finally {
      if (!made) {
        current.close();
      }
    }
  }

  private List<Router.Stop> way(Calls.OfThread current) {
    Apps now = known;
    List<Router.Stop> way = new ArrayList<>(now.inOrder().size());
    for (ConfiguredApp app : now.inOrder()) {
      current.enter(new Calls.Call(app.name(), null, "its constructor", null));
      way.add(new Router.Stop(app, app.provider().get(), now.wording(app.name())));
    }
    current.leave();
    return way;
  }
}
