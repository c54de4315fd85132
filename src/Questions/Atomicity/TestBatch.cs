namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>A batch that leaves something behind when it is committed, and every document that it is about.</summary>
internal sealed class TestBatch
{
    public List<BatchOperation> Operations { get; } = [];

    /// <summary>Everything that the batch is about or stands on.</summary>
    public List<TestDocument> Documents { get; } = [];

    /// <summary>Documents to read back: those of operations.</summary>
    public IEnumerable<TestDocument> Watched => Documents.Where(static d => d.Index >= 0);

    /// <summary>Position of the poison; null where it has none.</summary>
    public int? PoisonIndex { get; set; }

    /// <summary>True where nothing on the server shows whether the poison was taken.</summary>
    public bool PoisonIsUnseen { get; set; }

    public int? ExpectedStatus { get; set; }

    /// <summary>The poison's own document could not be named, so that it could not be deleted if it were taken.</summary>
    public string? UnnamedPoison { get; set; }
}
