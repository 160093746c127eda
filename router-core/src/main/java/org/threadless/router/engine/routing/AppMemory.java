package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.app.StoppedNumber;
import org.threadless.router.app.StoppingApp;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.Connection;
import org.threadless.router.people.PeopleException;
import org.threadless.router.people.Person;

/** What the apps keep of persons, each in tables of its own. */
public final class AppMemory {

  private final List<ConfiguredApp> apps;
  private final MessageStore store;

  @Inject
  AppMemory(List<ConfiguredApp> apps, MessageStore store) {
    this.apps = apps;
    this.store = store;
  }

  /** A question to an app. */
  private interface Question<T> {
    T put(App app) throws Exception;
  }

  /** Something that an app does. */
  private interface Deed {
    void of(App app) throws Exception;
  }

  /**
   * Returns what each app tells of a person, by its name; those that keep nothing are left out.
   *
   * @throws PeopleException where one fails
   */
  public Map<String, Map<String, ?>> of(Person person) {
    Map<String, Map<String, ?>> told = new LinkedHashMap<>();
    try (UnitOfWork work = store.begin()) {
      for (ConfiguredApp app : apps) {
        work.mark();
        Map<String, ?> kept = ask(app, "tell what it keeps", each -> each.keeps(person));
        if (!kept.isEmpty()) {
          told.put(app.name().value(), kept);
        }
      }
    }
    return told;
  }

  /**
   * Has the apps erase what they keep of a person, in the unit of work of this thread.
   *
   * @throws PeopleException where one fails; nothing may be committed then
   */
  public void erase(Person person, UnitOfWork work) {
    haveAll("erase what it keeps", app -> app.erase(person), work);
  }

  /**
   * Has the apps keep by another connection what they keep by this one.
   *
   * @throws PeopleException where one fails; nothing is changed then
   */
  public void rename(Connection before, Connection now) {
    together("follow an identity that changes", app -> app.renamed(before, now));
  }

  /** Returns whether an app keeps who wants to get nothing any more: else nobody can be stopped. */
  public boolean keepsStops() {
    return apps.stream().anyMatch(app -> ask(app, "be made", each -> each instanceof StoppingApp));
  }

  /**
   * Returns whether an app lets nothing go to a person.
   *
   * @throws PeopleException where one fails
   */
  public boolean isStopped(Person person) {
    try (UnitOfWork work = store.begin()) {
      for (ConfiguredApp app : apps) {
        work.mark();
        if (ask(
            app,
            "tell who is stopped",
            each -> each instanceof StoppingApp stopping && stopping.isStopped(person))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Returns numbers that nothing goes to, as the first app keeps them that keeps any.
   *
   * @param after the last one of those that were returned before; empty at the beginning
   * @param limit how many at most
   * @throws PeopleException where that app fails
   */
  public List<StoppedNumber> stopped(Optional<StoppedNumber> after, int limit) {
    try (UnitOfWork work = store.begin()) {
      for (ConfiguredApp app : apps) {
        work.mark();
        Optional<List<StoppedNumber>> told =
            ask(
                app,
                "tell who is stopped",
                each ->
                    each instanceof StoppingApp stopping
                        ? Optional.of(stopping.stopped(after, limit))
                        : Optional.empty());
        if (told.isPresent()) {
          return told.get();
        }
      }
    }
    return List.of();
  }

  /**
   * Has the apps let nothing go to a person any more.
   *
   * @throws PeopleException where one fails; nothing is changed then
   */
  public void stop(Person person) {
    haveStopping("stop somebody", app -> app.stop(person));
  }

  /**
   * Has the apps let messages go to a person again.
   *
   * @throws PeopleException where one fails; nothing is changed then
   */
  public void start(Person person) {
    haveStopping("let messages go to somebody again", app -> app.start(person));
  }

  /** Something that an app does which keeps who wants to get nothing. */
  private interface StoppingDeed {
    void of(StoppingApp app) throws Exception;
  }

  private void haveStopping(String what, StoppingDeed deed) {
    together(
        what,
        app -> {
          if (app instanceof StoppingApp stopping) {
            deed.of(stopping);
          }
        });
  }

  private void together(String what, Deed deed) {
    boolean unused =
        store.together(
            work -> {
              haveAll(what, deed, work);
              return true;
            });
  }

  private void haveAll(String what, Deed deed, UnitOfWork work) {
    for (ConfiguredApp app : apps) {
      work.mark();
      boolean unused =
          ask(
              app,
              what,
              each -> {
                deed.of(each);
                return true;
              });
    }
  }

  // An app may throw anything, and it is told which one did.
  private static <T> T ask(ConfiguredApp app, String what, Question<T> question) {
    try {
      return question.put(app.provider().get());
    } catch (Throwable e) {
      OutOfMemory.end(e);
      throw new PeopleException(
          "the app " + app.name() + " could not " + what + ": " + Tellable.line(e), e);
    }
  }
}
