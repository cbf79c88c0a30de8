package tw.onestop.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** 啟動失敗說明: one clear sentence in place of a stack of exceptions. */
class LogBehindAnalyzer extends AbstractFailureAnalyzer<MarkKeeping.LogBehind> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MarkKeeping.LogBehind cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
