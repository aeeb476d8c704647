package io.fragmortem.report.redact;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) of a text under a secret key, short and in letters and digits: the tail of a pseudonym. */
final class KeyedDigest implements UnaryOperator<String> {

    private static final String MAC = "HmacSHA256";

    /** 40 bits, so that a million names hardly ever share one. */
    static final int DIGITS = 8;

    private final SecretKeySpec key;

    KeyedDigest(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    @Override
    public String apply(String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            BigInteger number = new BigInteger(1, mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            String digits = number.toString(Character.MAX_RADIX);
            return digits.substring(digits.length() - DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has this digest
        }
    }
}
