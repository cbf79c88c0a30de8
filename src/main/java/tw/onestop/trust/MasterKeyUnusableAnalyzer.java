package tw.onestop.trust;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** 啟動失敗說明: one clear sentence in place of a stack of exceptions. */
class MasterKeyUnusableAnalyzer extends AbstractFailureAnalyzer<MasterKeyUnusable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MasterKeyUnusable cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
