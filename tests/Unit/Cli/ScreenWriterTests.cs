using EdFi.BatchPerf.Cli.Output;

namespace EdFi.BatchPerf.Unit.Cli;

public sealed class ScreenWriterTests
{
    private const string Hostile = "title\u001b]0;x\u0007\u202e";
    private const string Shown = "title\\u001b]0;x\\u0007\\u202e";

    [Fact]
    public async Task Whatever_way_a_text_is_written_it_cannot_steer_the_terminal()
    {
        var output = new StringWriter { NewLine = "\n" };
        await using var plain = new ScreenWriter(output, static () => null);

        plain.Write(Hostile);
        plain.Write('\u001b');
        plain.Write("{0}", Hostile);
        plain.Write(Hostile.ToCharArray());
        plain.Write(Hostile.AsSpan());
        plain.WriteLine(Hostile);
        plain.WriteLine((object)Hostile);
        await plain.WriteAsync(Hostile);
        await plain.WriteLineAsync(Hostile);
        await plain.WriteLineAsync(Hostile.AsMemory());
        plain.Write("\r12 s\tleft\n");

        Assert.DoesNotContain(output.ToString(), static c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'));
        Assert.StartsWith(Shown + "\\u001b" + Shown + Shown + Shown + Shown, output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\r12 s\tleft\n", output.ToString(), StringComparison.Ordinal);
    }
}
