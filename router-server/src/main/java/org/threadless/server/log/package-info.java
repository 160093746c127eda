/**
 * The log: how its lines are written, so that nothing from outside can forge one and nothing that
 * people say is in them, and at which levels.
 */
package org.threadless.server.log;
