/**
 * What messages there are and what became of them, for who only reads: the API, commands, pages.
 */
package org.threadless.router.engine.history;
