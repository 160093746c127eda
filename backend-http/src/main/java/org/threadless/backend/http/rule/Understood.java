package org.threadless.backend.http.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.http.RequestException;
import tools.jackson.core.JsonPointer;

/**
 * What a request is by the rules of a backend: each part of it by the first that is for it. A part
 * that cannot be read does not keep the others from being taken.
 */
final class Understood {

  private final ReceivedRequest request;
  private final List<Rule.Read> read = new ArrayList<>();
  private final List<RequestException> unreadable = new ArrayList<>();
  private final Map<JsonPointer, List<ReceivedRequest>> left = new HashMap<>();
  private boolean empty;

  private Understood(ReceivedRequest request) {
    this.request = request;
  }

  /**
   * Reads a request.
   *
   * @throws RequestException where a rule is for it, and nothing of it can be read
   */
  static Understood of(ReceivedRequest request, List<Rule> rules) {
    Understood understood = new Understood(request);
    for (Rule rule : rules) {
      if (rule.scope().hasMethod(request)) {
        understood.read(rule);
      }
    }
    if (understood.read.isEmpty() && !understood.unreadable.isEmpty()) {
      throw understood.unreadable.get(0);
    }
    return understood;
  }

  private void read(Rule rule) {
    Optional<JsonPointer> array = rule.scope().array();
    if (array.isPresent()) {
      readEach(rule, array.get());
    } else if (!isAny() && rule.scope().holds(request)) {
      read(rule, request);
    }
  }

  private void readEach(Rule rule, JsonPointer array) {
    Iterator<ReceivedRequest> parts = left.computeIfAbsent(array, this::parts).iterator();
    while (parts.hasNext()) {
      ReceivedRequest part = parts.next();
      if (rule.scope().holds(part)) {
        parts.remove();
        read(rule, part);
      }
    }
  }

  private List<ReceivedRequest> parts(JsonPointer array) {
    Optional<List<ReceivedRequest>> parts = request.elements(array);
    empty |= parts.filter(List::isEmpty).isPresent();
    return new ArrayList<>(parts.orElse(List.of()));
  }

  private void read(Rule rule, ReceivedRequest part) {
    try {
      read.add(rule.read(part));
    } catch (RequestException e) {
      unreadable.add(e);
    }
  }

  ReceivedRequest request() {
    return request;
  }

  /** Returns whether a rule was for any of it, or there is nothing in its array. */
  boolean isAny() {
    return empty || !read.isEmpty() || !unreadable.isEmpty();
  }

  /** Returns what there is to store. */
  List<Rule.Read> read() {
    return read;
  }

  /** Returns what could not be read, in words for the log; empty where all could. */
  Optional<String> unreadable() {
    return unreadable.stream()
        .findFirst()
        .map(
            first ->
                unreadable.size()
                    + " of "
                    + (unreadable.size() + read.size())
                    + " in it could not be read: "
                    + first.getMessage());
  }
}
