/**
 * 機關模擬器: the receiving agencies, played by one small program, and a worked example for the developer of a real one.
 *
 * <p>It speaks to the product only over the published interface and shares no class with it. What an agency's system needs
 * stands in this order: {@link tw.agencies.AccessTokens} to be let in, {@link tw.agencies.Product} to call,
 * {@link tw.agencies.Signatures} and {@link tw.agencies.DecryptionKeys} to trust and open what arrives,
 * {@link tw.agencies.WebhookDoor} or {@link tw.agencies.PullDoor} to receive it, {@link tw.agencies.Casebook} to do
 * everything once although it may arrive twice, and {@link tw.agencies.Correspondence} to reply until the reply is taken.
 * The rest ({@link tw.agencies.Dial}, {@link tw.agencies.Page}) makes a simulator misbehave on request.
 */
@NullMarked
package tw.agencies;

import org.jspecify.annotations.NullMarked;
