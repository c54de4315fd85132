using System.Text;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>
/// Lets text through without what steers a terminal (see <see cref="PlainText"/>; line breaks and tabs stay), and breaks lines between
/// words where the window ends.
/// </summary>
/// <param name="output">Where the text goes.</param>
/// <param name="width">Columns of its window as it is now; null where lines may be of any length.</param>
internal sealed class ScreenWriter(TextWriter output, Func<int?> width) : TextWriter(output.FormatProvider)
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => output.Write(PlainText.Lines(value.ToString()));

    public override void Write(string? value) => output.Write(PlainText.Lines(value));

    public override void Write(char[] buffer, int index, int count) => output.Write(PlainText.Lines(new string(buffer, index, count)));

    public override void Write(ReadOnlySpan<char> buffer) => output.Write(PlainText.Lines(buffer.ToString()));

    public override void WriteLine(string? value) => output.WriteLine(Fitted(value));

    public override Task WriteLineAsync(string? value) => output.WriteLineAsync(Fitted(value));

    public override void Flush() => output.Flush();

    private string Fitted(string? value) => LineWrap.Wrap(PlainText.Lines(value) ?? "", width());
}
