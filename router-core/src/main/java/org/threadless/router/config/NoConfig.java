package org.threadless.router.config;

/** The configuration record of a plugin that has nothing to set. */
public record NoConfig() {}
