package org.threadless.console.call;

import org.threadless.router.engine.access.user.Role;

/** The parts of the console, in the order of its navigation. */
public enum Section {
  /** How it goes now. */
  TODAY("Today", "/", Role.READER),
  /** What was said. */
  MESSAGES("Messages", "/messages", Role.READER),
  /** Whom the router knows. */
  PEOPLE("People", "/people", Role.READER),
  /** People that get a message together. */
  GROUPS("Groups", "/groups", Role.READER),
  /** Messages to many. */
  BROADCASTS("Broadcasts", "/broadcasts", Role.READER),
  /** The ways in and out. */
  BACKENDS("Backends", "/backends", Role.READER),
  /** What answers. */
  APPS("Apps", "/apps", Role.READER),
  /** Who may come in. */
  ACCESS("Users and tokens", "/access", Role.ADMIN);

  private final String label;
  private final String path;
  private final Role least;

  Section(String label, String path, Role least) {
    this.label = label;
    this.path = path;
    this.least = least;
  }

  /** Returns what the navigation calls it. */
  public String label() {
    return label;
  }

  /** Returns where it is, below {@code /console}. */
  public String path() {
    return path;
  }

  /** Returns who sees it. */
  public Role least() {
    return least;
  }
}
