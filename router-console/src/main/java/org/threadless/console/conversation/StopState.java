package org.threadless.console.conversation;

import jakarta.inject.Inject;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.people.Persons;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.message.Connection;
import org.threadless.router.people.PeopleException;
import org.threadless.router.people.Person;

/** Whether anything is sent to somebody, as the apps keep it. */
public final class StopState {

  private static final int CONFLICT = 409;

  private final Persons persons;
  private final AppMemory apps;

  @Inject
  StopState(Persons persons, AppMemory apps) {
    this.persons = persons;
    this.apps = apps;
  }

  ConversationPage.Stop of(Connection connection) {
    try {
      if (!apps.keepsStops()) {
        return ConversationPage.Stop.UNKNOWN;
      }
      return apps.isStopped(person(connection))
          ? ConversationPage.Stop.STOPPED
          : ConversationPage.Stop.STARTED;
    } catch (PeopleException e) {
      // The messages can be read all the same.
      return ConversationPage.Stop.UNKNOWN;
    }
  }

  void stop(Connection connection) {
    require();
    change(() -> apps.stop(person(connection)));
  }

  void start(Connection connection) {
    require();
    change(() -> apps.start(person(connection)));
  }

  private void require() {
    if (!apps.keepsStops()) {
      throw new RequestException(
          CONFLICT,
          "No app keeps who is told to stop: add guard as the first of the apps in"
              + " conf/router.yml.");
    }
  }

  // Of whom nothing is stored yet, nothing may be sent either.
  private Person person(Connection connection) {
    return persons.of(connection).orElseGet(() -> Person.of(connection));
  }

  private static void change(Runnable change) {
    try {
      change.run();
    } catch (PeopleException e) {
      throw new RequestException(CONFLICT, "Nothing was changed: " + e.getMessage() + ".");
    }
  }
}
