/**
 * Conversations as text, and whether a router holds them. Knows no test framework: what is found is
 * told line by line, for tests, the command line and pages alike.
 */
package org.threadless.router.script;
