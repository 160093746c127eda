package org.example.poll;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.Text;
import org.threadless.router.people.Person;

/** Takes one vote of everybody, which they may change, and counts them. */
final class PollApp implements HandlerApp {

  private final PollSettings settings;
  private final VoteMapper votes;

  @Inject
  PollApp(PollSettings settings, VoteMapper votes) {
    this.settings = settings;
    this.votes = votes;
  }

  @Override
  public List<Handler> handlers() {
    return List.of(
        Handler.keyword(settings.keyword(), this::vote),
        Handler.pattern("\\s*(results|result of the poll)", this::results));
  }

  private void vote(IncomingMessage message, String text) {
    String choice = text.toLowerCase(Locale.ROOT);
    if (!settings.choices().contains(choice)) {
      message.respond(settings.question() + " Send: " + settings.keyword() + " " + options());
      return;
    }
    String backend = message.connection().backend().value();
    String identity = message.connection().identity().value();
    if (votes.change(backend, identity, choice) == 0) {
      votes.add(backend, identity, choice);
    }
    message.respond(Text.of("thanks", choice));
  }

  private void results(IncomingMessage message, List<String> groups) {
    message.respond(
        settings.choices().stream()
            .map(choice -> choice + " " + votes.count(choice))
            .collect(Collectors.joining(", ")));
  }

  private String options() {
    return String.join(" or ", settings.choices());
  }

  @Override
  public Map<String, ?> keeps(Person person) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (Connection each : person.connections()) {
      votes
          .find(each.backend().value(), each.identity().value())
          .ifPresent(choice -> kept.put(each.toString(), choice));
    }
    return kept;
  }

  @Override
  public void erase(Person person) {
    for (Connection each : person.connections()) {
      votes.remove(each.backend().value(), each.identity().value());
    }
  }
}
