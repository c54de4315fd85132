namespace EdFi.BatchPerf.Attack.Running;

/// <summary>What came of reading an input.</summary>
internal readonly record struct Reading
{
    /// <summary>What was understood, in a text by which two readings can be compared; null when the input was refused.</summary>
    public string? Understood { get; private init; }

    /// <summary>The name of the refusal: an ErrorId, an ErrorKind or an exception that the reader's documentation names.</summary>
    public string? Refusal { get; private init; }

    public static Reading Of(string understood) => new() { Understood = understood };

    public static Reading Refused(string name) => new() { Refusal = name };

    /// <summary>Reads, and takes the project's own exception as a refusal; every other one escapes.</summary>
    public static Reading By(Func<string> read)
    {
        try
        {
            return Of(read());
        }
        catch (BatchPerfException refusal)
        {
            return string.IsNullOrEmpty(refusal.ErrorId) || string.IsNullOrEmpty(refusal.Message) || string.IsNullOrEmpty(refusal.NextStep)
                ? throw new DeceptionException(Deception.NamelessRefusal, $"A refusal without id, words or next step: {refusal}")
                : Refused(refusal.ErrorId);
        }
    }
}
