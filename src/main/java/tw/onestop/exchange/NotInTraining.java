package tw.onestop.exchange;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/**
 * 練習時不對外: what reaches outside of the house, or lets somebody in. A training copy has none of it, whatever its settings say: what
 * is promised there never leaves.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBooleanProperty(name = "onestop.training.copy", havingValue = false, matchIfMissing = true)
@interface NotInTraining {}
