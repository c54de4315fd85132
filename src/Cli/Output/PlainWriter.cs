using System.Text;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Lets text through without what steers a terminal: see <see cref="PlainText"/>. Line breaks and tabs stay.</summary>
internal sealed class PlainWriter(TextWriter output) : TextWriter(output.FormatProvider)
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => output.Write(PlainText.Lines(value.ToString()));

    public override void Write(string? value) => output.Write(PlainText.Lines(value));

    public override void Write(char[] buffer, int index, int count) => output.Write(PlainText.Lines(new string(buffer, index, count)));

    public override void Write(ReadOnlySpan<char> buffer) => output.Write(PlainText.Lines(buffer.ToString()));

    public override void WriteLine(string? value) => output.WriteLine(PlainText.Lines(value));

    public override Task WriteLineAsync(string? value) => output.WriteLineAsync(PlainText.Lines(value));

    public override void Flush() => output.Flush();
}
