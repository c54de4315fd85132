namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>What is learnt from a server's refusals, in the words of real servers.</summary>
public sealed class LessonTests
{
    [Theory]
    [InlineData("$.maxCompleters: maxCompleters is required.", "maxCompleters is required")]
    [InlineData("$.gradeLevels[0].entryDescriptor: GradeLevelDescriptor value 'uri://x/y#z' does not exist.", "gradeLevels.entryDescriptor takes GradeLevelDescriptor")]
    [InlineData("$.sequenceOfCourse: sequenceOfCourse Value is \"string\" but should be \"integer\"", "sequenceOfCourse is of type integer")]
    [InlineData("$.studentUniqueId: studentUniqueId Value should be at most 32 characters", "studentUniqueId has at most 32 characters")]
    [InlineData("$.beginDate: beginDate Value does not match format \"date\"", "beginDate has the format date")]
    [InlineData("$.identificationCodes[0].note: note is required.", "identificationCodes.note is required")]
    [InlineData("$.0.note: note is required.", "note is required")]
    [InlineData("$.expectedMinutes: 0 should be at least 1", "expectedMinutes is at least 1")]
    [InlineData("$.expectedMinutes: 9 should be at most 5.5", "expectedMinutes is at most 5.5")]
    [InlineData("$.expectedMinutes: Value should be >= -3", "expectedMinutes is at least -3")]
    [InlineData("$.expectedMinutes: Value should be <= 7", "expectedMinutes is at most 7")]
    [InlineData("$.identificationCodes: Value should have at least 1 items", "identificationCodes has at least 1 item")]
    [InlineData("$.identificationCodes: should be at least 1 items", "identificationCodes has at least 1 item")]
    [InlineData("$: A non-empty request body is required.", "")]
    [InlineData("The referenced School item(s) do not exist.", "")]
    [InlineData("", "")]
    public void A_refusal_teaches_once(string error, string learnt)
    {
        var making = Making.Small();

        Assert.Equal(learnt, string.Join("; ", making.Lessons.Learn(making.Resource("courses"), [error])));
        Assert.Empty(making.Lessons.Learn(making.Resource("courses"), [error]));
    }

    [Fact]
    public void What_was_learnt_is_in_the_next_document()
    {
        var making = Making.Small();
        Assert.False(making.Make("busRoutes").Main.Content.ContainsKey("expectedMinutes"));

        making.Lessons.Learn(making.Resource("busRoutes"), ["$.expectedMinutes: expectedMinutes is required."]);

        Assert.True(making.Make("busRoutes").Main.Content.ContainsKey("expectedMinutes"));
    }

    [Theory]
    [InlineData("$.expectedMinutes: 5 should be at least 30", "30")]
    [InlineData("$.expectedMinutes: 5 should be at most 2", "2")]
    public void Bounds_that_were_learnt_hold_for_what_is_created_and_for_the_update(string error, string created)
    {
        var making = Making.Small();
        making.Lessons.Learn(making.Resource("busRoutes"), ["$.expectedMinutes: expectedMinutes is required.", error]);

        var made = making.Make("busRoutes");

        Assert.Equal(created, made.Main.Content["expectedMinutes"]!.ToJsonString());
        Assert.All(
            [decimal.Parse(created), decimal.Parse(made.Update!["expectedMinutes"]!.ToJsonString())],
            value => Assert.Equal(value, Math.Clamp(value, error.Contains("least") ? decimal.Parse(created) : 0, error.Contains("most") ? 2 : decimal.MaxValue)));
    }

    [Fact]
    public void A_bound_that_no_number_meets_makes_one_resource_impossible()
    {
        var making = Making.Small();
        making.Lessons.Learn(making.Resource("busRoutes"), ["$.expectedMinutes: expectedMinutes is required.", "$.expectedMinutes: 5 should be at least 99999999999999999999999"]);

        Assert.Throws<FormatException>(() => making.Make("busRoutes"));
    }

    [Theory]
    [InlineData("students", "$.studentUniqueId: Value should be at most 20 characters", "{{key(16)}}")]
    [InlineData("studentSchoolAssociations", "$.studentUniqueId: Value should be at most 20 characters", "{{key(16)}}")]
    public void A_shorter_key_is_taken_where_the_server_takes_no_longer_one(string segment, string error, string token)
    {
        var making = Making.Small();
        Assert.DoesNotContain(token, making.Text(segment), StringComparison.Ordinal);

        making.Lessons.Learn(making.Resource("students"), [error]);

        Assert.Contains(token, making.Text(segment), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_too_large_for_the_server_carries_no_key()
    {
        var making = Making.Small();
        making.Lessons.Learn(making.Resource("schools"), ["$.schoolId: 4503599627370496 should be at most 2147483647"]);

        Assert.Throws<FormatException>(() => making.Make("schools"));
    }

    [Fact]
    public void Several_lessons_of_one_value_hold_together()
    {
        var making = Making.Small();
        string[] errors = ["$.codeName: Value should be at most 9 characters", "$.codeName: Value should be at least 4 characters"];

        Assert.Equal(2, making.Lessons.Learn(making.Resource("dimensions"), errors).Count);

        var shape = making.Rules.ShapeOf(making.Resource("dimensions"), "codeName", new("string", null));
        Assert.Equal((4, 9), (shape.MinLength, shape.MaxLength));
    }

    /// <summary>Two resources may have fields of one name and of different types.</summary>
    [Fact]
    public void The_type_of_a_descriptor_is_learnt_for_the_resource_that_was_refused()
    {
        var making = Making.Small(known: [("sexDescriptor", ["uri://x/SexDescriptor#a"]), ("termDescriptor", ["uri://x/TermDescriptor#b"]), ("routeKindDescriptor", ["uri://x/RouteKindDescriptor#c"])]);
        making.Lessons.Learn(making.Resource("busRoutes"), ["$.routeKindDescriptor: SexDescriptor value 'uri://x#y' does not exist."]);

        Assert.Equal("uri://x/SexDescriptor#a", (string?)making.Make("busRoutes").Main.Content["routeKindDescriptor"]);
        var types = new EdFi.BatchPerf.Documents.Generation.DescriptorTypes(["sexDescriptor", "termDescriptor"]);
        types.Learn("one", "kindDescriptor", "SexDescriptor");
        types.Learn("two", "items.kindDescriptor", "TermDescriptor");
        Assert.Equal(
            ["sexDescriptor", "termDescriptor", "sexDescriptor", "termDescriptor"],
            new[] { ("one", "kindDescriptor"), ("two", "items.kindDescriptor"), ("three", "kindDescriptor"), ("one", "lastTermDescriptor") }.Select(p => types.TypeOf(p.Item1, p.Item2)));
    }

    [Fact]
    public void A_value_of_a_reference_that_the_document_does_not_name_is_added()
    {
        var making = Making.Small();
        making.Lessons.Learn(making.Resource("sections"), ["$.courseOfferingReference.offeringSchoolId: offeringSchoolId is required."]);

        Assert.Equal(
            "{{#fixture.schoolId}}",
            (string?)making.Make("sections").Main.Content["courseOfferingReference"]!["offeringSchoolId"]);
    }
}
