package org.threadless.backend.http.rule;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.backend.http.value.Conditions;
import org.threadless.http.request.RequestException;
import tools.jackson.core.JsonPointer;

/**
 * What a request is by the rules of a backend: each part of it by the first that is for it. A part
 * that cannot be read does not keep the others from being taken.
 */
final class Understood {

  private final ReceivedRequest request;
  private final List<Rule> rules;
  private final List<Conditions> ignored;
  private final List<Rule.Read> read = new ArrayList<>();
  private final List<RequestException> unreadable = new ArrayList<>();
  private final Map<JsonPointer, List<ReceivedRequest>> left = new LinkedHashMap<>();
  private boolean empty;
  private boolean whole;

  private Understood(ReceivedRequest request, List<Rule> rules, List<Conditions> ignored) {
    this.request = request;
    this.rules = rules.stream().filter(rule -> rule.scope().hasMethod(request)).toList();
    this.ignored = ignored;
  }

  /**
   * Reads a request.
   *
   * @param ignored what no rule need be for
   * @throws RequestException where a rule is for it, and nothing of it can be read; and where it is
   *     for no rule because its JSON is broken
   */
  static Understood of(ReceivedRequest request, List<Rule> rules, List<Conditions> ignored) {
    Understood understood = new Understood(request, rules, ignored);
    understood.rules.forEach(understood::read);
    if (understood.read.isEmpty() && !understood.unreadable.isEmpty()) {
      throw understood.allUnreadable();
    }
    if (!understood.isAny()) {
      request.brokenJson().ifPresent(Understood::refuse);
    }
    return understood;
  }

  private static void refuse(RequestException reason) {
    throw reason;
  }

  private void read(Rule rule) {
    Optional<JsonPointer> array = rule.scope().array();
    if (array.isPresent()) {
      readEach(rule, array.get());
    } else if (!isAny() && rule.scope().holds(request)) {
      whole = true;
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
      unreadable.add(part.brokenJson().orElse(e));
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

  private RequestException allUnreadable() {
    RequestException first = unreadable.get(0);
    return unreadable.size() == 1
        ? first
        : new RequestException(first.status(), unreadable().orElseThrow());
  }

  /** Returns what could not be read, in words for the log; empty where all could. */
  Optional<String> unreadable() {
    return unreadable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            unreadable.size()
                + " of "
                + (unreadable.size() + read.size())
                + " in it could not be read: "
                + reasons());
  }

  private String reasons() {
    return unreadable.stream()
        .collect(
            Collectors.groupingBy(
                RequestException::getMessage, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> each.getKey() + (each.getValue() > 1 ? " (" + each.getValue() + "x)" : ""))
        .collect(Collectors.joining("; "));
  }

  /** Returns what no rule is for, and is not to be ignored, in words for the log. */
  Optional<String> unmatched() {
    if (whole) {
      return Optional.empty();
    }
    List<ReceivedRequest> elements = left.values().stream().flatMap(List::stream).toList();
    List<ReceivedRequest> missed = elements.stream().filter(each -> !isIgnored(each)).toList();
    if (!missed.isEmpty()) {
      return Optional.of(
          missed.size()
              + " of "
              + (elements.size() + read.size() + unreadable.size())
              + " in it are what no rule is for: "
              + Unmatched.element(missed.get(0), rules));
    }
    return isAny() || !elements.isEmpty() || isIgnored(request)
        ? Optional.empty()
        : Optional.of("no rule is for it: " + Unmatched.request(request, rules));
  }

  private boolean isIgnored(ReceivedRequest part) {
    return ignored.stream().anyMatch(conditions -> conditions.hold(part));
  }
}
