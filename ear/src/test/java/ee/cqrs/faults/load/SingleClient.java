package ee.cqrs.faults.load;

import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.RestClient;

/** Sends one command after the other over REST, and the same again until it knows what became of it. */
record SingleClient(Course course, RestClient rest, CommandMix mix) implements Client {

    @Override
    public void run() {
        while (course.goesOn()) {
            SentCommand command = mix.next();
            course.model().sent(command);
            Answered answer = command.send(rest);
            course.heard(Entrance.REST, answer);
            while (!answer.accepted() && !answer.rejected() && course.goesOn()) {
                course.pause();
                answer = command.send(rest);
                course.heard(Entrance.REST, answer);
            }
            course.pace(1);
        }
    }
}
