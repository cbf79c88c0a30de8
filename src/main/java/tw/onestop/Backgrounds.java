package tw.onestop;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Background;

/** 背景作業之起止: what works by itself begins when everything stands, and ends before anything of it is taken away. */
@Component
class Backgrounds implements SmartLifecycle {

    private final List<Background> all;

    Backgrounds(List<Background.Owner> owners) {
        this.all = owners.stream().map(Background.Owner::background).toList();
    }

    @Override
    public void start() {
        all.forEach(Background::start);
    }

    @Override
    public void stop() {
        all.forEach(Background::stop);
    }

    @Override
    public boolean isRunning() {
        return all.stream().anyMatch(Background::isRunning);
    }
}
