namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>A document of metadata that cannot be read or understood; the message names it and says what is wrong.</summary>
public sealed class SpecificationException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public SpecificationException()
    {
    }

    /// <summary>Makes one that says what is wrong.</summary>
    public SpecificationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what is wrong and why.</summary>
    public SpecificationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
