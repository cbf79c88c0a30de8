package tw.onestop.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** 權杖簽章金鑰, an ES256 key in force. */
record TokenSigner(TrustDesk.TokenKey publicHalf, PrivateKey secret) {

    static TokenSigner of(Key key, MasterKey master) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            ECPublicKey publicKey = (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(key.publicKey()));
            return new TokenSigner(
                    new TrustDesk.TokenKey(key.kid(), publicKey),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(key.secret(master))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("token key " + key.kid() + " is damaged", e);
        }
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is not available", e);
        }
    }
}
