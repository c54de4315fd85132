namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>Keeps what is written, and calls back after each part with all that was written so far.</summary>
internal sealed class WatchedWriter : StringWriter
{
    public Action<string> Written { get; set; } = static _ => { };

    public override void Write(char value)
    {
        base.Write(value);
        Written(ToString());
    }

    public override void Write(char[] buffer, int index, int count)
    {
        base.Write(buffer, index, count);
        Written(ToString());
    }

    public override void Write(string? value)
    {
        base.Write(value);
        Written(ToString());
    }
}
