namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>An option that the simulator does not know or cannot take; the message names it and says what is allowed.</summary>
public sealed class OptionException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public OptionException()
    {
    }

    /// <summary>Makes one that says what is wrong.</summary>
    public OptionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what is wrong and why.</summary>
    public OptionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
