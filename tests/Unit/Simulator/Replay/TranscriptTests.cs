namespace EdFi.BatchPerf.Unit.Simulator.Replay;

public sealed class TranscriptTests(TranscriptReplay replay) : IClassFixture<TranscriptReplay>
{
    public static TheoryData<string> Names => [.. Transcript.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_simulator_answers_as_the_real_server_did(string transcript) => Assert.Empty(replay.DifferencesOf(transcript));

    [Fact]
    public void All_transcripts_are_there() => Assert.Equal(112, Transcript.Names.Count());
}
