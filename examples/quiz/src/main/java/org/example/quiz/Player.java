package org.example.quiz;

import org.threadless.router.message.Connection;

/**
 * How far somebody has come.
 *
 * @param backend where they play
 * @param identity who they are there
 * @param asked how many questions they have answered
 * @param points how many of these were right
 */
record Player(String backend, String identity, int asked, int points) {

  static Player beginner(Connection connection) {
    return new Player(connection.backend().value(), connection.identity().value(), 0, 0);
  }

  Player after(boolean right) {
    return new Player(backend, identity, asked + 1, right ? points + 1 : points);
  }
}
