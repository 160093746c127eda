package org.threadless.backend.http.rule;

import java.nio.charset.Charset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.http.answer.GatewayAnswers;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.backend.http.value.Conditions;
import org.threadless.http.receive.TakingHandler;
import org.threadless.http.receive.TryAgainException;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;

/** Takes by rules what a provider brings at one path of its backend. */
public final class RulesHandler extends TakingHandler<Understood, Boolean> {

  private static final String RECEIVED = ReceivedRequest.class.getName();

  private final String path;
  private final List<Rule> rules;
  private final Admission admission;
  private final GatewayAnswers answers;
  private final Charset charset;
  private final List<Conditions> ignored;
  private final HalfStored halfStored = new HalfStored();

  /**
   * @param path below the backend's URL, without slashes; empty for that URL itself
   * @param rules at that path; the first that is for something counts
   * @param admission says whose requests are taken
   * @param charset of a request that names none
   * @param ignored what no rule need be for
   */
  public RulesHandler(
      String path,
      List<Rule> rules,
      Admission admission,
      GatewayAnswers answers,
      Charset charset,
      List<IgnoreSettings> ignored) {
    super(
        rules.stream()
            .flatMap(rule -> rule.scope().methods().stream())
            .collect(Collectors.toSet()));
    this.path = path;
    this.rules = List.copyOf(rules);
    this.admission = admission;
    this.answers = answers;
    this.charset = charset;
    this.ignored = ignored.stream().map(IgnoreSettings::conditions).toList();
  }

  /**
   * Returns whether a path below a backend's URL is this one.
   *
   * @param below as it came, with or without slashes
   * @param path without
   */
  public static boolean isAt(String below, String path) {
    String from = below.startsWith("/") ? below.substring(1) : below;
    return (from.endsWith("/") ? from.substring(0, from.length() - 1) : from).equals(path);
  }

  @Override
  protected boolean isHere(String below) {
    return isAt(below, path);
  }

  @Override
  protected Understood read(Request request) {
    ReceivedRequest received = ReceivedRequest.of(request, charset);
    request.setAttribute(RECEIVED, received);
    return Understood.of(received, admission.admitted(received, rules), ignored);
  }

  @Override
  protected Boolean store(Understood understood) {
    BitSet stored = halfStored.take(understood.request());
    try {
      store(understood.read(), stored);
    } finally {
      boolean half = stored.cardinality() < understood.read().size();
      if (half && !stored.isEmpty()) {
        halfStored.keep(understood.request(), stored);
      }
    }
    return true;
  }

  /**
   * @param stored the numbers of those that are stored already, and then of all that are
   */
  private static void store(List<Rule.Read> parts, BitSet stored) {
    Optional<TryAgainException> notYet = Optional.empty();
    for (int i = stored.nextClearBit(0); i < parts.size(); i = stored.nextClearBit(i + 1)) {
      try {
        parts.get(i).store();
        stored.set(i);
      } catch (TryAgainException e) {
        // It is only this one: the others need not come again for it.
        notYet = Optional.of(e);
      }
    }
    if (notYet.isPresent()) {
      throw notYet.get();
    }
  }

  @Override
  protected void answer(
      Understood understood, Optional<Boolean> stored, Response response, Callback callback) {
    if (stored.isPresent()) {
      tell(understood, response);
    }
    if (understood.isAny()) {
      answers.stored(understood.request(), response, callback);
    } else {
      answers.otherwise(understood.request(), response, callback);
    }
  }

  // What no rule is for is one kind of line, whatever it is: that might be any number of things.
  private static void tell(Understood understood, Response response) {
    Optional<String> unreadable = understood.unreadable();
    List<String> reasons =
        Stream.of(unreadable, understood.unmatched()).flatMap(Optional::stream).toList();
    if (!reasons.isEmpty()) {
      Answers.lost(response, unreadable.orElse("no rule is for it"), String.join("; ", reasons));
    }
  }

  @Override
  protected void refuse(RequestException refusal, Response response, Callback callback) {
    answers.refused(refusal, received(response), response, callback);
  }

  @Override
  protected void tryAgainLater(String line, Response response, Callback callback) {
    answers.again(received(response), response, callback);
  }

  private static Optional<ReceivedRequest> received(Response response) {
    return Optional.ofNullable((ReceivedRequest) response.getRequest().getAttribute(RECEIVED));
  }
}
