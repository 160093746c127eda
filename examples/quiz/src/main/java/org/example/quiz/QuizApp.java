package org.example.quiz;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;

/** Asks questions, one after the other, and counts the right answers. */
final class QuizApp implements HandlerApp {

  private final List<Question> questions;
  private final PlayerMapper players;

  @Inject
  QuizApp(QuizSettings settings, PlayerMapper players) {
    this.questions = settings.questions();
    this.players = players;
  }

  @Override
  public List<Handler> handlers() {
    return List.of(
        Handler.keyword("quiz", this::start),
        Handler.keyword("answer|a", this::answer),
        Handler.keyword("score", this::score));
  }

  private void start(IncomingMessage message, String rest) {
    Player player = Player.beginner(message.connection());
    players.remove(player);
    players.insert(player);
    message.respond(ask(player));
  }

  private void answer(IncomingMessage message, String text) {
    Optional<Player> playing = find(message.connection()).filter(this::isPlaying);
    if (playing.isEmpty()) {
      message.respond("To play, send: QUIZ");
      return;
    }
    Question question = questions.get(playing.get().asked());
    Player player = playing.get().after(question.isRight(text));
    players.update(player);
    String verdict = question.isRight(text) ? "Right!" : "No, it is " + question.answer() + ".";
    message.respond(verdict + " " + (isPlaying(player) ? ask(player) : result(player)));
  }

  private void score(IncomingMessage message, String rest) {
    message.respond(find(message.connection()).map(this::result).orElse("To play, send: QUIZ"));
  }

  private Optional<Player> find(Connection connection) {
    return players.find(connection.backend().value(), connection.identity().value());
  }

  private boolean isPlaying(Player player) {
    return player.asked() < questions.size();
  }

  private String ask(Player player) {
    return questions.get(player.asked()).ask();
  }

  private String result(Player player) {
    return "You have " + player.points() + " of " + player.asked() + ".";
  }
}
